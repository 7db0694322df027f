namespace Sweep.Grains.Telemetry;

/// <summary>Names of spans and of attributes. Dashboards and alert rules are written on them.</summary>
public static class TelemetryNames
{
    public const string Submit = "sweep.submit";
    public const string Lease = "sweep.lease";
    public const string TrialRun = "trial.run";
    public const string TrialTrain = "trial.train";
    public const string Commit = "store.commit";

    public const string SweepId = "sweep.id";
    public const string SweepName = "sweep.name";
    public const string PlannedTrials = "sweep.planned_trials";
    public const string LeaseTrials = "lease.trials";
    public const string LeaseSilo = "lease.silo";
    public const string TrialNumber = "trial.number";
    public const string TrialAttempt = "trial.attempt";
    public const string TrialPattern = "trial.pattern";
    public const string TrialState = "trial.state";
    public const string TrialIterations = "trial.iterations";
    public const string TrialReplicate = "trial.replicate";
    public const string TrialSlot = "trial.slot";
    public const string TrainSeconds = "trial.train_seconds";
    public const string FinalLoss = "trial.final_loss";
    public const string LossCause = "attempt.cause";
    public const string CommitTrials = "commit.trials";
    public const string CommitOutcome = "commit.outcome";

    /// <summary>What a link leads to: one of the names of spans, or <see cref="EarlierAttempt"/>.</summary>
    public const string LinkKind = "sweep.link";

    public const string EarlierAttempt = "earlier_attempt";

    /// <summary>The name of a parameter's tag: of the perceptron <c>trial.hidden</c>, of other trainers <c>trial.parameter.layers</c>.</summary>
    public static string TrialParameter(string name, bool ofPerceptron) => ofPerceptron ? $"trial.{name}" : $"trial.parameter.{name}";
}
