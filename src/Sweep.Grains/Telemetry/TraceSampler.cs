using OpenTelemetry.Trace;

namespace Sweep.Grains.Telemetry;

/// <summary>
/// The sampler of the environment, but for the calls to trials' grains: these would be two more spans a trial, outside of its trace,
/// and say nothing that its own do not.
/// </summary>
internal sealed class TraceSampler(Sampler inner) : Sampler
{
    private const string TrialCalls = "ITrialGrain/";

    /// <summary>As the standard names them.</summary>
    public static Sampler Of(string? name, double? argument) => new TraceSampler(name switch
    {
        "always_on" => new AlwaysOnSampler(),
        "always_off" => new AlwaysOffSampler(),
        "traceidratio" => new TraceIdRatioBasedSampler(argument ?? 1),
        "parentbased_always_off" => new ParentBasedSampler(new AlwaysOffSampler()),
        "parentbased_traceidratio" => new ParentBasedSampler(new TraceIdRatioBasedSampler(argument ?? 1)),
        _ => new ParentBasedSampler(new AlwaysOnSampler()),
    });

    public override SamplingResult ShouldSample(in SamplingParameters samplingParameters) =>
        samplingParameters.Name.Contains(TrialCalls, StringComparison.Ordinal)
            ? new SamplingResult(SamplingDecision.Drop)
            : inner.ShouldSample(samplingParameters);
}
