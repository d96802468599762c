package io.soarbridge.simulator.splunk;

import java.util.LinkedHashMap;
import java.util.Map;

/** The columns of each type, as read records show them. What a list can be filtered and sorted by. */
final class Schemas {
    private static final Map<String, String> WORDS = new LinkedHashMap<>();

    static {
        WORDS.put(
                "container",
                "version:n name label status:=container_status severity:=severity sensitivity container_type owner:>ph_user"
                        + " owner_name role:>role tenant:>tenant asset:>asset ingest_app:>app artifact_count:n create_time:d"
                        + " start_time:d end_time:d due_time:d open_time:d close_time:d container_update_time:d"
                        + " artifact_update_time:d update_time:d closing_owner:>ph_user closing_rule_run:>playbook_run"
                        + " current_phase_id:n in_case:b description data:j custom_fields:j tags:j hash"
                        + " source_data_identifier kill_chain node_guid parent_container:>container authorized_users:j external_id"
                        + " workflow_name");
        WORDS.put(
                "artifact",
                "version:n container:>container name label type severity:=severity cef:j cef_types:j data:j tags:j"
                        + " source_data_identifier hash description kill_chain create_time:d update_time:d start_time:d"
                        + " end_time:d owner:>ph_user owner_type has_note:b in_case:b ingest_app:>app"
                        + " playbook_run:>playbook_run parent_artifact:>artifact parent_container:>container");
        WORDS.put("container_comment", "container:>container user:>ph_user comment time:d");
        WORDS.put(
                "note",
                "version:n container:>container title content note_type note_format author:>ph_user create_time:d"
                        + " modified_time:d phase:>workbook_phase task:>workbook_task artifact:>artifact");
        WORDS.put(
                "container_attachment",
                "container:>container name user:>ph_user create_time:d created_via mime_type task:>workbook_task"
                        + " vault_document:>vault_document es_attachment_id");
        WORDS.put("vault_document", "hash names:j size:n meta:j contains:j create_time:d");
        WORDS.put("evidence", "container:>container object_id:n content_type added_by:>ph_user added_on:d");
        WORDS.put(
                "playbook",
                "version:n name active:b scm:>scm labels:j playbook_type playbook_trigger input_spec:j draft_mode:b comment"
                        + " category create_time:d update_time:d latest_editor:>ph_user python coa_data:j");
        WORDS.put("scm", "name type uri branch read_only:b disabled:b");
        WORDS.put(
                "playbook_run",
                "version:n status message playbook:>playbook container:>container owner:>ph_user effective_user:>ph_user"
                        + " start_time:d update_time:d inputs:j outputs:j test_mode:b cancelled misc:j log_level:n ip_address"
                        + " last_artifact:n");
        WORDS.put(
                "action_run",
                "version:n action name type status message container:>container creator:>ph_user owner:>ph_user"
                        + " playbook:>playbook playbook_run:>playbook_run targets:j create_time:d update_time:d close_time:d"
                        + " due_time:d cancelled comment exec_delay_secs:n ip_address node_guid");
        WORDS.put(
                "app_run",
                "version:n action action_run:>action_run app:>app app_name app_version asset:>asset container:>container"
                        + " playbook_run:>playbook_run status message start_time:d end_time:d exception_occured:b"
                        + " effective_user:>ph_user result_data:j result_summary:j node_guid");
        WORDS.put(
                "decided_list",
                "version:n name content:j create_time:d update_time:d creator:>ph_user _special_count:n");
        directory();
    }

    private Schemas() {}

    private static void directory() {
        WORDS.put(
                "ph_user",
                "username email first_name last_name type is_active:b roles:j date_joined:d last_login:d tenants:j token:j");
        WORDS.put("role", "name type description immutable:b disabled:b permissions:j users:j");
        WORDS.put("tenant", "name description enabled:b is_default:b");
        WORDS.put(
                "asset",
                "version:n name description app:>app product_name product_vendor type tags:j disabled:b configuration:j"
                        + " tenants:j token:j concurrency_limit:n primary_voting:n secondary_voting:n action_whitelist:j");
        WORDS.put(
                "app",
                "name appid app_version description directory draft_mode:b immutable:b install_status product_name"
                        + " product_vendor publisher type configuration:j");
        WORDS.put("container_status", "name status_type is_default:b disabled:b is_mutable:b color");
        WORDS.put("severity", "name color is_default:b disabled:b");
        WORDS.put("cef", "name type:b contains:j");
        WORDS.put("workbook_template", "name description is_default:b status");
        WORDS.put("workbook_phase", "container:>container name order:n status:n start_time:d end_time:d");
        WORDS.put(
                "workbook_task",
                "phase:>workbook_phase container:>container name description order:n status:n owner:>ph_user role:>role"
                        + " is_note_required:b start_time:d end_time:d");
        WORDS.put(
                "approval",
                "version:n name type status message action_run:>action_run playbook_run:>playbook_run owner:>ph_user"
                        + " owner_type asset:>asset parent:>approval escalated_approval:>approval jitc:j responses:j display:b"
                        + " start_time:d due_time:d close_time:d node_guid");
        WORDS.put(
                "container_pin",
                "container:>container name message data pin_type pin_style author:>ph_user create_time:d modify_time:d");
        WORDS.put("app_action", "app:>app action name type description identifier parameters:j");
        WORDS.put(
                "indicator",
                "value value_hash tenant:>tenant tags:j earliest_time:d latest_time:d open_events:n total_events:n"
                        + " severity_counts:j");
        WORDS.put("app_status", "asset:>asset app:>app status message");
        WORDS.put("notification", "message category is_read:b create_time:d");
        WORDS.put("custom_function", "name scm:>scm description python draft_mode:b");
        WORDS.put("ingestion_status", "asset:>asset app:>app status message container_label create_time:d");
        WORDS.put("feature_flag", "name enabled:b value description");
        WORDS.put("custom_field", "name label data_type required:b container_type");
        WORDS.put("workbook_phase_template", "template:>workbook_template name order:n");
        WORDS.put("workbook_task_template", "phase:>workbook_phase_template name description order:n");
        WORDS.put("cluster_node", "name enabled:b");
    }

    static Map<String, Map<String, Column>> all() {
        Map<String, Map<String, Column>> all = new LinkedHashMap<>();
        WORDS.forEach((table, words) -> all.put(table, columns(words)));
        return all;
    }

    private static Map<String, Column> columns(String words) {
        Map<String, Column> columns = new LinkedHashMap<>();
        columns.put("id", Column.of("n"));
        for (String word : words.split(" ", -1)) {
            int colon = word.indexOf(':');
            columns.put(
                    colon < 0 ? word : word.substring(0, colon), Column.of(colon < 0 ? "" : word.substring(colon + 1)));
        }
        return columns;
    }
}
