using System.Diagnostics;
using OpenTelemetry;

namespace Sweep.Grains.Telemetry;

/// <summary>
/// Holds what happens within a trial until the trial ends, when it is known whether it is kept; lets everything else through. What is
/// held hangs on the trial's own span, so that it is bounded by the trials in flight and goes with them.
/// </summary>
internal sealed class TrialSpanProcessor(BaseProcessor<Activity> next) : CompositeProcessor<Activity>([next])
{
    /// <summary>Of one trial; what is beyond is let go.</summary>
    private const int MostHeld = 100;

    private const string Held = "sweep.held";

    public override void OnEnd(Activity data)
    {
        var trial = data;
        while (trial.Parent is { } parent)
            trial = parent;
        if (trial.OperationName != TelemetryNames.TrialRun || !ReferenceEquals(trial.Source, SweepTelemetry.Source))
        {
            base.OnEnd(data);
        }
        else if (!ReferenceEquals(trial, data))
        {
            Hold(trial, data);
        }
        else if (data.Recorded)
        {
            Release(data);
            base.OnEnd(data);
        }
    }

    private void Hold(Activity trial, Activity span)
    {
        lock (trial)
        {
            if (trial.IsStopped)
            {
                if (trial.Recorded)
                    base.OnEnd(span);
                return;
            }

            if (trial.GetCustomProperty(Held) is not List<Activity> held)
                trial.SetCustomProperty(Held, held = []);
            if (held.Count < MostHeld)
                held.Add(span);
        }
    }

    private void Release(Activity trial)
    {
        lock (trial)
        {
            if (trial.GetCustomProperty(Held) is not List<Activity> held)
                return;
            foreach (var span in held)
                base.OnEnd(span);
            trial.SetCustomProperty(Held, null);
        }
    }
}
