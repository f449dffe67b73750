package io.taskforge.api.trace;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.trace.data.LinkData;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import io.opentelemetry.sdk.trace.samplers.SamplingResult;
import java.util.List;

/** Passes over the probes of gRPC's health service, as the framework does for those over HTTP: every few seconds one, for ever. */
record WithoutProbes(Sampler others) implements Sampler {

    private static final String HEALTH = "grpc.health.v1.Health/";

    @Override
    public SamplingResult shouldSample(
            Context parent, String trace, String name, SpanKind kind, Attributes attributes, List<LinkData> links) {
        return kind == SpanKind.SERVER && name.startsWith(HEALTH)
                ? SamplingResult.drop()
                : others.shouldSample(parent, trace, name, kind, attributes, links);
    }

    @Override
    public String getDescription() {
        return "without probes, " + others.getDescription();
    }
}
