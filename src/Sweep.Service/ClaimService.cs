using System.Text.Json;
using Sweep.Core.Scheduling;
using Sweep.Core.Specs;
using Sweep.Core.Sweeps;
using Sweep.Core.Texts;
using Sweep.Core.Trainers;
using Sweep.Core.Trainers.Protocol;
using Sweep.Core.Trials;
using Sweep.Grains.Contracts;
using Sweep.Grains.Writing;
using Sweep.Service.Answers;
using Sweep.Service.Claims;
using Sweep.Service.Views;
using Sweep.Storage;
using Sweep.Storage.Sweeps;
using Sweep.Storage.Trials;

namespace Sweep.Service;

/// <summary>
/// Claims over a store and the silos that own its sweeps: owners hand trials out and wait for clients; results go straight to the store, which a claim's
/// lease fences.
/// </summary>
/// <param name="store">Stays the caller's.</param>
/// <param name="time">The clock.</param>
/// <param name="grains">Leads to owners; null where this process has no silo and is in no cluster: then no trial is handed out.</param>
public sealed class ClaimService(ISweepStore store, TimeProvider time, IGrainFactory? grains) : IClaimService
{
    /// <summary>Characters of an error that a client gives.</summary>
    public const int LongestError = 10_000;

    private const int SecondsBetweenAsks = 5;

    private static readonly TimeSpan AnswerLimit = TimeSpan.FromSeconds(15);

    private readonly ClaimCommitter _committer = new(store, grains);

    public async Task<Answer<AskedTrial>> AskAsync(SweepRecord sweep, string? clientId, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(sweep);
        if (ClaimTexts.OfClient(clientId) is { } wrong)
            return new Refusal(RefusalKind.Invalid, wrong);
        if (ClaimTexts.OfTrainer(sweep) is { } silos)
            return silos;
        if (sweep.State.IsFinal())
            return new AskedTrial(sweep.Id, sweep.State, null);
        if (!(await OwnerAsync(sweep, owner => owner.ClaimAsync(clientId!), cancellation)).TryGet(out var reply, out var refusal))
            return refusal;
        if (reply.Claim is { } claim)
        {
            await store.ReadProposalsAsync(sweep.Id, sweep.Space, reply.Number, cancellation);
            return new AskedTrial(sweep.Id, reply.State!.Value, ClaimedOf(sweep, claim, reply));
        }

        int? pause = reply.State!.Value.IsFinal() ? null : reply.HasMore ? 1 : SecondsBetweenAsks;
        return new AskedTrial(sweep.Id, reply.State.Value, null) { RetryAfter = pause };
    }

    public async Task<Answer<ClaimStanding>> ReportAsync(SweepRecord sweep, long number, TrialReport report, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(sweep);
        ArgumentNullException.ThrowIfNull(report);
        if (ClaimTexts.OfTrainer(sweep) is { } silos)
            return silos;
        var (token, points) = (ClaimTexts.TokenOf(report.Token), ReportedPoints.Read(report.Points));
        if (Joined(token.Refusal, points.Refusal) is { } wrong)
            return wrong;
        if (sweep.State.IsFinal())
            return new ClaimStanding(sweep.Id, number, sweep.State, Stop: true, ExpiresAt: null);
        var log = points.Require();
        var said = new ClaimReport(token.Require(), number, log.HasMetrics ? log.LastStep : null, log.LastOf(sweep.Spec.Objective.Metric));
        if (!(await OwnerAsync(sweep, owner => owner.KeepClaimAsync(said), cancellation)).TryGet(out var reply, out var refusal))
            return refusal;
        if (reply.Claim is null && !reply.State!.Value.IsFinal())
            return ClaimTexts.OfLost(sweep, number, report.Token!);

        // The owner may not know yet of a pause that the store has.
        var state = sweep.State == SweepState.Running ? reply.State!.Value : sweep.State;
        return new ClaimStanding(sweep.Id, number, state, Stop: state != SweepState.Running, reply.Claim is null ? null : reply.ExpiresAt);
    }

    public async Task<Answer<TrialView>> CompleteAsync(SweepRecord sweep, long number, TrialCompletion completion, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(sweep);
        ArgumentNullException.ThrowIfNull(completion);
        if (ClaimTexts.OfTrainer(sweep) is { } silos)
            return silos;
        var token = ClaimTexts.TokenOf(completion.Token);
        await store.ReadProposalsAsync(sweep.Id, sweep.Space, number, cancellation);
        var read = Read(sweep, number, completion);
        if (Joined(token.Refusal, read.Refusal) is { } wrong)
            return wrong;
        var lease = token.Require();
        if (await store.FindLeaseAsync(lease, cancellation) is { } claim && IsOf(claim, sweep, number))
        {
            var losses = await store.ReadLossesAsync(sweep.Id, cancellation);
            var finished = read.Require() with
            {
                Silo = claim.Silo.ToString(),
                StartedAt = claim.GrantedAt,
                Attempt = losses.TryGetValue(number, out var lost) ? lost.Attempts + 1 : 1,
            };
            if (await _committer.CommitAsync(finished, claim, cancellation) == CommitOutcome.Refused)
            {
                var state = await HasEndedAsync(sweep, cancellation) ? SweepState.Completed : SweepState.Cancelled;
                return ClaimTexts.OfLost(sweep with { State = state }, number, completion.Token!);
            }
        }

        // Committed now or before; or it was another's, or an answer was lost: the row says whose it is.
        return await store.FindTrialAsync(sweep.Id, number, cancellation) is { } row && ClaimToken.IsOf(lease, SiloKey.Parse(row.Silo), row.StartedAt)
            ? new TrialView(row)
            : ClaimTexts.OfLost(sweep, number, completion.Token!);
    }

    /// <summary>By its budget, which may have cut its plan before the number of a claim.</summary>
    private async Task<bool> HasEndedAsync(SweepRecord sweep, CancellationToken cancellation) =>
        await store.FindSweepAsync(sweep.Id, cancellation) is { EndedBy: not null, State: not SweepState.Cancelled };

    public async Task<Answer<ClaimStanding>> ReleaseAsync(SweepRecord sweep, long number, string? token, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(sweep);
        if (ClaimTexts.OfTrainer(sweep) is { } silos)
            return silos;
        if (!ClaimTexts.TokenOf(token).TryGet(out var lease, out var wrong))
            return wrong;
        if (await store.FindLeaseAsync(lease, cancellation) is { } claim && IsOf(claim, sweep, number))
        {
            // An owner that is away finds out: the row says who holds the trial.
            await store.EndLeasesAsync([lease], loss: null, cancellation);
            if (grains is not null)
                await TellAsync(grains.GetGrain<ISweepGrain>(sweep.Id).GiveBackAsync(lease), cancellation);
        }

        return new ClaimStanding(sweep.Id, number, sweep.State, Stop: true, ExpiresAt: null);
    }

    private static bool IsOf(LeaseRecord lease, SweepRecord sweep, long number) =>
        lease.SweepId == sweep.Id && lease.Silo.IsClient && lease.All.First() == number;

    private static Refusal? Joined(params Refusal?[] refusals) =>
        refusals.OfType<Refusal>().SelectMany(refusal => refusal.Problems).ToList() is { Count: > 0 } problems
            ? new Refusal(RefusalKind.Invalid, problems)
            : null;

    private static ClaimedTrial ClaimedOf(SweepRecord sweep, Guid claim, ClaimReply reply)
    {
        var trial = sweep.Space.TrialAt(reply.Number);
        using var parameters = JsonDocument.Parse(ProtocolParameters.Of(trial.Point));
        return new ClaimedTrial(
            trial.Number, ClaimToken.Of(claim), reply.Attempt, reply.ExpiresAt, parameters.RootElement.Clone(), trial.Replicate, trial.DataSeed, trial.InitSeed,
            sweep.Space.StepsOf(trial), sweep.Spec.Objective.Metric)
        {
            Traceparent = reply.TraceParent,
        };
    }

    /// <summary>What is to be stored, but for what the claim's lease knows; or all that is wrong with it.</summary>
    private Answer<FinishedTrial> Read(SweepRecord sweep, long number, TrialCompletion completion)
    {
        if (number < 0 || number >= sweep.PlannedTrials)
            return new Refusal(RefusalKind.Invalid, new Problem("number", $"{number}", $"must be below {sweep.PlannedTrials}, the planned trials"));
        if (!sweep.Space.Knows(number))
            return new Refusal(RefusalKind.Invalid, new Problem("number", $"{number}", "is a trial whose parameters are not chosen yet", "ask for one first"));
        var (trial, spec) = (sweep.Space.TrialAt(number), sweep.Spec);
        var wrong = new List<Problem>();
        var failed = completion.State == TrialState.Failed.ToName();
        if (!failed && completion.State is not null && completion.State != TrialState.Completed.ToName())
            wrong.Add(new Problem("state", completion.State, "is no end of a trial", "write completed or failed"));
        if (failed && string.IsNullOrWhiteSpace(completion.Error))
            wrong.Add(new Problem("error", "", "is missing: a failed trial says why it has failed", "send error with a sentence"));
        if (!failed && completion.Error is not null)
            wrong.Add(new Problem("error", completion.Error, "is of failed trials alone", "send \"state\":\"failed\" too, or leave it out"));
        if (completion.TrainSeconds is { } seconds && !(double.IsFinite(seconds) && seconds >= 0))
            wrong.Add(new Problem("train_seconds", FormattableString.Invariant($"{seconds}"), "must be a number of at least 0"));
        if (failed && completion.Points is { Count: > 0 })
            wrong.Add(new Problem("points", "", "are of completed trials alone: a failed one has no curve", "leave them out"));
        TrialResult? result = null;
        if (!failed && !ResultOf(completion, trial, sweep.Space).TryGet(out result, out var refusal))
            wrong.AddRange(refusal.Problems);
        if (wrong.Count > 0)
            return new Refusal(RefusalKind.Invalid, wrong);
        var now = time.GetUtcNow();
        var finished = new FinishedTrial
        {
            SweepId = sweep.Id,
            Trial = trial,
            ContentKey = ContentKey.Of(spec.Trainer, trial),
            State = failed ? TrialState.Failed : TrialState.Completed,
            Attempt = 1,
            Silo = "",
            StartedAt = now,
            FinishedAt = now,
            TrainSeconds = completion.TrainSeconds ?? 0,
            Error = failed ? LinesOf(completion.Error!) : null,
            IsMaximized = spec.Objective.Goal == Goal.Maximize,
        };
        return result is null ? finished : finished.With(result);
    }

    /// <summary>Such as every database takes, its lines kept.</summary>
    private static string LinesOf(string error)
    {
        var text = string.Join('\n', error.ReplaceLineEndings("\n").Split('\n').Select(Printable.Whole)).Trim();
        return text.Length <= LongestError ? text : $"{text[..LongestError]}…";
    }

    private static Answer<TrialResult> ResultOf(TrialCompletion completion, TrialDefinition trial, SearchSpace space) =>
        ReportedPoints.Read(completion.Points).TryGet(out var log, out var refusal)
            ? ReportedPoints.ResultOf(log, space.StepsOf(trial), space.Spec.ReportedObjectives, space.Spec.Target)
            : refusal;

    /// <summary>What the owner answers, or that there is none now. Where a reply is given, it has the sweep's state.</summary>
    private async Task<Answer<ClaimReply>> OwnerAsync(SweepRecord sweep, Func<ISweepGrain, Task<ClaimReply>> ask, CancellationToken cancellation)
    {
        if (grains is null)
            return ClaimTexts.OfNobody("it serves results alone");
        var reply = await AnswerAsync(ask(grains.GetGrain<ISweepGrain>(sweep.Id)), cancellation);
        return reply is { State: not null } ? reply : ClaimTexts.OfNobody(reply?.Trouble ?? "they do not answer");
    }

    private static async Task<ClaimReply?> AnswerAsync(Task<ClaimReply> asked, CancellationToken cancellation)
    {
        try
        {
            return await asked.WaitAsync(AnswerLimit, cancellation);
        }
        catch (Exception silent) when (silent.IsNoAnswer(cancellation))
        {
            return null;
        }
    }

    private static async Task TellAsync(Task told, CancellationToken cancellation)
    {
        try
        {
            await told.WaitAsync(AnswerLimit, cancellation);
        }
        catch (Exception silent) when (silent.IsNoAnswer(cancellation))
        {
            // It finds out by itself.
        }
    }
}
