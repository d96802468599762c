package io.soarbridge.simulator.sumo;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.soarbridge.simulator.Call;
import io.soarbridge.simulator.Reply;
import io.soarbridge.simulator.RouteTable;
import io.soarbridge.simulator.RouteTable.Request;
import io.soarbridge.simulator.Upload;
import io.soarbridge.support.Json;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Files of incidents, as multipart forms. Listing and reading them are guesses. */
final class SoarAttachments {
    private final SoarStore store;
    private int lastId;

    SoarAttachments(SoarStore store) {
        this.store = store;
    }

    void register(RouteTable routes, RouteTable guessed) {
        routes.post("/incidents/{id}/attachments/", request -> add(request, store.get(request.id()).attachments));
        guessed.get("/incidents/{id}/attachments/", request -> list(store.get(request.id()).attachments));
        guessed.get("/incidents/{id}/attachments/{file}/", this::get);
    }

    Reply add(Request request, List<SoarIncident.Attachment> attachments) {
        Call call = request.call();
        Upload file = call.upload("attachment").orElseThrow(() -> store.errors.field("attachment", "No file came."));
        ObjectNode row = Json.mapper()
                .createObjectNode()
                .put("id", ++lastId)
                .put("datetime", store.dates.shown(store.clock.instant()))
                .put("uploader", "AUTOMATION ENGINE")
                .put("file_name", call.formText("file_name", file.fileName()))
                .put("file_size", file.content().length)
                .put("file_type", file.contentType())
                .put("description", call.formText("additional_info", ""));
        attachments.add(new SoarIncident.Attachment(row, file.content(), file.contentType()));
        return Reply.json(201, row);
    }

    static Reply list(List<SoarIncident.Attachment> attachments) {
        return SoarNotes.list(
                attachments.stream().map(SoarIncident.Attachment::row).toList());
    }

    private Reply get(Request request) {
        String wanted = request.ids().get(1);
        for (SoarIncident.Attachment one : store.get(request.id()).attachments) {
            if (one.row().path("id").asText().equals(wanted)) {
                String name = URLEncoder.encode(one.row().path("file_name").asText(), StandardCharsets.UTF_8)
                        .replace("+", "%20");
                return Reply.bytes(200, one.mediaType(), one.content())
                        .with("Content-Disposition", "attachment; filename*=UTF-8''" + name);
            }
        }
        throw store.errors.notFound("attachment " + wanted);
    }

    void clear() {
        lastId = 0;
    }
}
