using System.Collections.Concurrent;
using System.Diagnostics;
using OpenTelemetry;
using Sweep.Grains.Telemetry;

namespace Sweep.Grains.Tests.Telemetry;

public sealed class TrialSpanProcessorTests
{
    private static readonly ActivitySource Other = new(nameof(TrialSpanProcessorTests));

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Spans_WithinATrial_WaitForItsEndAndShareItsFate(bool kept)
    {
        var sent = new ConcurrentQueue<Activity>();
        using var processor = new TrialSpanProcessor(new Sink(sent));
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name is nameof(TrialSpanProcessorTests) or SweepTelemetry.Name,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = processor.OnEnd,
        };
        ActivitySource.AddActivityListener(listener);
        using var trial = SweepSpans.Begin(TelemetryNames.TrialRun)!;

        // Silos of tests beside this one are heard too.
        IEnumerable<string> Own() => sent.Where(span => span.Source == Other || span == trial).Select(span => span.OperationName);
        Activity.Current = trial;
        Other.StartActivity("within")!.Stop();
        Activity.Current = null;
        Other.StartActivity("elsewhere")!.Stop();
        Assert.Equal(["elsewhere"], Own());
        if (!kept)
            trial.ActivityTraceFlags &= ~ActivityTraceFlags.Recorded;
        trial.Stop();
        Assert.Equal(kept ? ["elsewhere", "within", TelemetryNames.TrialRun] : ["elsewhere"], Own());
    }

    private sealed class Sink(ConcurrentQueue<Activity> sent) : BaseProcessor<Activity>
    {
        public override void OnEnd(Activity data) => sent.Enqueue(data);
    }
}
