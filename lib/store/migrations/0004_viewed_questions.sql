CREATE TABLE "viewed_questions" (
	"workspace_id" text NOT NULL,
	"key" text NOT NULL,
	"spec" jsonb NOT NULL,
	"viewed_at" bigint NOT NULL,
	CONSTRAINT "viewed_questions_workspace_id_key_pk" PRIMARY KEY("workspace_id","key")
);
--> statement-breakpoint
ALTER TABLE "viewed_questions" ADD CONSTRAINT "viewed_questions_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "viewed_questions_viewed_at" ON "viewed_questions" USING btree ("viewed_at");