CREATE TABLE "alerts" (
	"id" text PRIMARY KEY NOT NULL,
	"workspace_id" text NOT NULL,
	"rule_id" text,
	"series_key" text NOT NULL,
	"labels" jsonb NOT NULL,
	"annotations" jsonb NOT NULL,
	"fingerprint" text NOT NULL,
	"severity" text NOT NULL,
	"starts_at" bigint NOT NULL,
	"ends_at" bigint,
	"expires_at" bigint,
	"generator_url" text,
	"value" double precision,
	"because" text NOT NULL,
	"incident_id" text NOT NULL,
	"attached_because" jsonb NOT NULL,
	"updated_at" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "evidence" (
	"alert_id" text NOT NULL,
	"incident_id" text NOT NULL,
	"workspace_id" text NOT NULL,
	"rule_id" text,
	"title" text NOT NULL,
	"at" bigint NOT NULL,
	"spec" jsonb NOT NULL,
	"answer" jsonb NOT NULL,
	"unit" text NOT NULL,
	"lines" jsonb NOT NULL,
	CONSTRAINT "evidence_alert_id_pk" PRIMARY KEY("alert_id")
);
--> statement-breakpoint
CREATE TABLE "incident_timeline" (
	"id" text PRIMARY KEY NOT NULL,
	"incident_id" text NOT NULL,
	"workspace_id" text NOT NULL,
	"at" bigint NOT NULL,
	"order" bigserial NOT NULL,
	"kind" text NOT NULL,
	"by" text,
	"alert_id" text,
	"text" text NOT NULL,
	"value" double precision,
	"severity" text
);
--> statement-breakpoint
CREATE TABLE "incidents" (
	"id" text PRIMARY KEY NOT NULL,
	"workspace_id" text NOT NULL,
	"number" integer NOT NULL,
	"title" text NOT NULL,
	"status" text NOT NULL,
	"severity" text NOT NULL,
	"is_severity_by_hand" boolean NOT NULL,
	"owner_id" text,
	"opened_at" bigint NOT NULL,
	"acknowledged_at" bigint,
	"mitigated_at" bigint,
	"resolved_at" bigint,
	"merged_into" text,
	"snoozed_until" bigint,
	"is_corroborated" boolean NOT NULL,
	"updated_at" bigint NOT NULL,
	CONSTRAINT "incidents_number" UNIQUE("workspace_id","number")
);
--> statement-breakpoint
CREATE TABLE "channels" (
	"id" text PRIMARY KEY NOT NULL,
	"workspace_id" text NOT NULL,
	"name" text NOT NULL,
	"is_enabled" boolean NOT NULL,
	"settings" jsonb NOT NULL,
	"secrets" text,
	"secret_names" text[] NOT NULL,
	"created_at" bigint NOT NULL,
	"updated_at" bigint NOT NULL,
	CONSTRAINT "channels_name" UNIQUE("workspace_id","name")
);
--> statement-breakpoint
CREATE TABLE "deliveries" (
	"id" text PRIMARY KEY NOT NULL,
	"workspace_id" text NOT NULL,
	"channel_id" text NOT NULL,
	"group_id" text,
	"incident_id" text,
	"idempotency_key" text NOT NULL,
	"message" jsonb NOT NULL,
	"status" text NOT NULL,
	"attempts" integer NOT NULL,
	"next_attempt_at" bigint NOT NULL,
	"last_error" text,
	"created_at" bigint NOT NULL,
	"sent_at" bigint,
	"order" bigserial NOT NULL,
	"lease_token" text,
	"lease_until" bigint,
	CONSTRAINT "deliveries_idempotency_key_unique" UNIQUE("idempotency_key")
);
--> statement-breakpoint
CREATE TABLE "notification_groups" (
	"id" text PRIMARY KEY NOT NULL,
	"workspace_id" text NOT NULL,
	"policy" text NOT NULL,
	"key" text NOT NULL,
	"labels" jsonb NOT NULL,
	"incident_id" text,
	"opened_at" bigint NOT NULL,
	"due_at" bigint,
	"notified_at" bigint,
	"steps" integer NOT NULL,
	"next_step_at" bigint,
	"held_back" jsonb NOT NULL,
	"threads" jsonb NOT NULL,
	"lease_token" text,
	"lease_until" bigint,
	CONSTRAINT "notification_groups_key" UNIQUE("workspace_id","policy","key")
);
--> statement-breakpoint
CREATE TABLE "notification_members" (
	"group_id" text NOT NULL,
	"alert_id" text NOT NULL,
	"told" text,
	"told_severity" text,
	CONSTRAINT "notification_members_group_id_alert_id_pk" PRIMARY KEY("group_id","alert_id")
);
--> statement-breakpoint
CREATE TABLE "silences" (
	"id" text PRIMARY KEY NOT NULL,
	"workspace_id" text NOT NULL,
	"matchers" jsonb NOT NULL,
	"starts_at" bigint NOT NULL,
	"ends_at" bigint NOT NULL,
	"created_by" text NOT NULL,
	"comment" text NOT NULL,
	"updated_at" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "correlations" (
	"workspace_id" text PRIMARY KEY NOT NULL,
	"state" jsonb,
	"incidents" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "rule_series" (
	"rule_id" text NOT NULL,
	"key" text NOT NULL,
	"labels" jsonb NOT NULL,
	"state" jsonb NOT NULL,
	"memory" jsonb NOT NULL,
	"alert_id" text,
	"last_incident_id" text,
	CONSTRAINT "rule_series_rule_id_key_pk" PRIMARY KEY("rule_id","key")
);
--> statement-breakpoint
CREATE TABLE "rules" (
	"id" text PRIMARY KEY NOT NULL,
	"workspace_id" text NOT NULL,
	"doc" jsonb NOT NULL,
	"version" integer NOT NULL,
	"provisioned_from" text,
	"created_by" text NOT NULL,
	"created_at" bigint NOT NULL,
	"updated_by" text NOT NULL,
	"updated_at" bigint NOT NULL,
	"deleted_at" bigint,
	"is_event_driven" boolean NOT NULL,
	"due_at" bigint,
	"lease_token" text,
	"lease_until" bigint,
	"evaluated_at" bigint,
	"last_error" text
);
--> statement-breakpoint
ALTER TABLE "alerts" ADD CONSTRAINT "alerts_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "alerts" ADD CONSTRAINT "alerts_incident_id_incidents_id_fk" FOREIGN KEY ("incident_id") REFERENCES "public"."incidents"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "evidence" ADD CONSTRAINT "evidence_incident_id_incidents_id_fk" FOREIGN KEY ("incident_id") REFERENCES "public"."incidents"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "evidence" ADD CONSTRAINT "evidence_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "incident_timeline" ADD CONSTRAINT "incident_timeline_incident_id_incidents_id_fk" FOREIGN KEY ("incident_id") REFERENCES "public"."incidents"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "incident_timeline" ADD CONSTRAINT "incident_timeline_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "incidents" ADD CONSTRAINT "incidents_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "channels" ADD CONSTRAINT "channels_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "deliveries" ADD CONSTRAINT "deliveries_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "notification_groups" ADD CONSTRAINT "notification_groups_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "notification_groups" ADD CONSTRAINT "notification_groups_incident_id_incidents_id_fk" FOREIGN KEY ("incident_id") REFERENCES "public"."incidents"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "notification_members" ADD CONSTRAINT "notification_members_group_id_notification_groups_id_fk" FOREIGN KEY ("group_id") REFERENCES "public"."notification_groups"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "notification_members" ADD CONSTRAINT "notification_members_alert_id_alerts_id_fk" FOREIGN KEY ("alert_id") REFERENCES "public"."alerts"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "silences" ADD CONSTRAINT "silences_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "correlations" ADD CONSTRAINT "correlations_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "rule_series" ADD CONSTRAINT "rule_series_rule_id_rules_id_fk" FOREIGN KEY ("rule_id") REFERENCES "public"."rules"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "rules" ADD CONSTRAINT "rules_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "alerts_incident" ON "alerts" USING btree ("incident_id");--> statement-breakpoint
CREATE INDEX "alerts_started" ON "alerts" USING btree ("workspace_id","starts_at");--> statement-breakpoint
CREATE INDEX "alerts_fingerprint" ON "alerts" USING btree ("workspace_id","fingerprint");--> statement-breakpoint
CREATE INDEX "alerts_rule" ON "alerts" USING btree ("rule_id","starts_at");--> statement-breakpoint
CREATE INDEX "alerts_expires" ON "alerts" USING btree ("expires_at");--> statement-breakpoint
CREATE INDEX "evidence_incident" ON "evidence" USING btree ("incident_id");--> statement-breakpoint
CREATE INDEX "incident_timeline_incident" ON "incident_timeline" USING btree ("incident_id","at");--> statement-breakpoint
CREATE INDEX "incidents_opened" ON "incidents" USING btree ("workspace_id","opened_at");--> statement-breakpoint
CREATE INDEX "incidents_updated" ON "incidents" USING btree ("updated_at");--> statement-breakpoint
CREATE INDEX "incidents_snoozed" ON "incidents" USING btree ("snoozed_until") WHERE "incidents"."snoozed_until" is not null;--> statement-breakpoint
CREATE INDEX "deliveries_queue" ON "deliveries" USING btree ("status","next_attempt_at");--> statement-breakpoint
CREATE INDEX "deliveries_workspace" ON "deliveries" USING btree ("workspace_id","created_at");--> statement-breakpoint
CREATE INDEX "deliveries_incident" ON "deliveries" USING btree ("incident_id");--> statement-breakpoint
CREATE INDEX "deliveries_group" ON "deliveries" USING btree ("group_id","channel_id");--> statement-breakpoint
CREATE INDEX "notification_groups_due" ON "notification_groups" USING btree ("due_at");--> statement-breakpoint
CREATE INDEX "notification_groups_incident" ON "notification_groups" USING btree ("incident_id");--> statement-breakpoint
CREATE INDEX "notification_members_alert" ON "notification_members" USING btree ("alert_id");--> statement-breakpoint
CREATE INDEX "silences_workspace" ON "silences" USING btree ("workspace_id","ends_at");--> statement-breakpoint
CREATE INDEX "rules_workspace" ON "rules" USING btree ("workspace_id","updated_at");--> statement-breakpoint
CREATE INDEX "rules_due" ON "rules" USING btree ("due_at");