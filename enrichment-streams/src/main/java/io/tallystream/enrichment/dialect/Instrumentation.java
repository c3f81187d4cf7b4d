package io.tallystream.enrichment.dialect;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.protobuf.InvalidProtocolBufferException;
import io.opentelemetry.proto.common.v1.InstrumentationScope;
import io.opentelemetry.proto.resource.v1.Resource;
import io.tallystream.event.v1.OtlpScopeSpans;

/**
 * Who made spans: what all of a group share.
 *
 * @param resourceJson the resource's attributes as a member of metadata; never changed
 * @param scopeJson the scope likewise
 */
record Instrumentation(
    Attributes resource,
    InstrumentationScope scope,
    ObjectNode resourceJson,
    ObjectNode scopeJson) {
  static Instrumentation of(OtlpScopeSpans sent) throws InvalidProtocolBufferException {
    var resource = Attributes.of(Resource.parseFrom(sent.getResource()).getAttributesList());
    var scope = InstrumentationScope.parseFrom(sent.getScope());
    ObjectNode scopeJson =
        Json.object().put("name", scope.getName()).put("version", scope.getVersion());
    scopeJson.set("attributes", Attributes.of(scope.getAttributesList()).object());
    return new Instrumentation(resource, scope, resource.object(), scopeJson);
  }
}
