using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Sweep.Core.Notifications;
using Sweep.Core.Spaces;
using Sweep.Core.Sweeps;
using Sweep.Grains.Contracts;
using Sweep.Storage;
using Sweep.Storage.Faults;
using Sweep.Storage.Notifications;
using Sweep.Storage.Results;
using Sweep.Storage.Sweeps;

namespace Sweep.Grains.Notifications;

/// <summary>Writes what receivers are told: a JSON object whose names are those of <c>sweep status --json</c>.</summary>
internal sealed class NotificationComposer(ISweepRegister sweeps, IOwnerStore owners, IProposalStore proposals)
{
    /// <summary>Null where the sweep is gone.</summary>
    public async Task<string?> ComposeAsync(NotificationRecord notification, CancellationToken cancellation)
    {
        SweepRecord? sweep;
        var (totals, best) = (TrialTotals.None, (BestTrial?)null);
        try
        {
            sweep = await sweeps.FindSweepAsync(notification.SweepId, cancellation);
            if (sweep is null)
                return null;
            totals = await sweeps.TotalTrialsAsync(sweep.Id, cancellation);
            best = await StoredBest.ReadAsync(owners, sweep.Id, sweep.PlannedTrials, sweep.Spec.Objective, cancellation);
            if (best is not null)
                await proposals.ReadProposalsAsync(sweep.Id, sweep.Space, best.Number, cancellation);
        }
        catch (StoreException damaged) when (damaged.IsDamage)
        {
            // That it has failed, which is mostly for this very reason, is told with what is in the message's own row.
            sweep = null;
        }

        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString("type", $"sweep.{notification.Event.ToName()}");
            json.WriteString("timestamp", Text(notification.CreatedAt));
            json.WriteStartObject("data");
            json.WriteString("sweep_id", notification.SweepId);
            if (sweep is not null)
                json.WriteString("name", sweep.Name);
            var state = notification.Event == NotifyEvent.Stalled ? SweepState.Running.ToName() : notification.Event.ToName();
            json.WriteString("state", state);
            json.WriteString("error", notification.Error);
            if (notification.Event == NotifyEvent.Stalled)
                json.WriteString("last_progress_at", Text(notification.HappenedAt));
            if (sweep is not null)
                Write(json, notification, sweep, totals, best);
            json.WriteEndObject();
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    private static void Write(Utf8JsonWriter json, NotificationRecord notification, SweepRecord sweep, TrialTotals totals, BestTrial? best)
    {
        var left = Math.Max(0, sweep.PlannedTrials - totals.Rows);
        var isCancelled = notification.Event == NotifyEvent.Cancelled;
        json.WriteNumber("planned_trials", sweep.PlannedTrials);
        json.WriteStartObject("trials");
        json.WriteNumber("waiting", isCancelled ? 0 : left);
        json.WriteNumber("running", 0);
        json.WriteNumber("completed", totals.Completed);
        json.WriteNumber("pruned", totals.Pruned);
        json.WriteNumber("failed", totals.Failed);
        json.WriteNumber("cancelled", isCancelled ? left : 0);
        json.WriteEndObject();
        if (best is null)
            json.WriteNull("best");
        else
            WriteBest(json, sweep, best);
        json.WriteNumber("wall_seconds", Math.Max(0, (notification.CreatedAt - sweep.CreatedAt).TotalSeconds));
        json.WriteNumber("train_seconds", totals.TrainSeconds);
        json.WriteString("spec_hash", sweep.SpecHash);
        json.WriteString("created_at", Text(sweep.CreatedAt));
        if (notification.Event == NotifyEvent.Stalled)
            json.WriteNull("finished_at");
        else
            json.WriteString("finished_at", Text(notification.HappenedAt));
    }

    private static void WriteBest(Utf8JsonWriter json, SweepRecord sweep, BestTrial best)
    {
        var objective = sweep.Spec.Objective;
        json.WriteStartObject("best");
        json.WriteNumber("number", best.Number);
        json.WriteStartObject("parameters");
        json.WriteMembers(sweep.Space.TrialAt(best.Number).Point);
        json.WriteEndObject();
        json.WriteString("objective", objective.Metric);
        if (double.IsFinite(best.BestLoss))
            json.WriteNumber("best_objective", objective.Rank(best.BestLoss));
        else
            json.WriteNull("best_objective");
        if (best.ReachedAt is { } reached)
            json.WriteNumber("reached_at", reached);
        else
            json.WriteNull("reached_at");
        json.WriteEndObject();
    }

    private static string Text(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFF'Z'", CultureInfo.InvariantCulture);
}
