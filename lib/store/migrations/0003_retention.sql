ALTER TABLE "workspaces" ALTER COLUMN "retention_days" DROP NOT NULL;--> statement-breakpoint
-- Nobody chose the number that was written here before it had a meaning, so nothing is deleted because of it.
UPDATE "workspaces" SET "retention_days" = NULL WHERE "kind" <> 'system';
