using Sweep.Core.Naming;

namespace Sweep.Core.Budgets;

/// <summary>The names of reasons, which are those of the keys of <c>budget</c>: <c>patience</c>, …</summary>
public static class EndReasons
{
    public static IReadOnlyList<string> All => EnumNames<EndReason>.All;

    public static string ToName(this EndReason reason) => EnumNames<EndReason>.Of(reason);

    public static bool TryParse(string? name, out EndReason reason) => EnumNames<EndReason>.TryParse(name, out reason);

    /// <summary>False where a clock decided: the same spec may end elsewhere the next time.</summary>
    public static bool IsRepeatable(this EndReason reason) => reason is not (EndReason.Time or EndReason.TrainTime);

    /// <summary>"budget.patience: no better trial for so long".</summary>
    public static string Describe(this EndReason reason) => $"budget.{reason.ToName()}: " + reason switch
    {
        EndReason.Trials => "so many trials were planned",
        EndReason.Iterations => "trials of so many iterations were planned",
        EndReason.Patience => "no trial had improved on the best for so long",
        EndReason.Target => "the target was reached",
        EndReason.Time => "the time was over; another run may end elsewhere",
        EndReason.TrainTime => "the training time was used up; another run may end elsewhere",
        _ => throw new ArgumentOutOfRangeException(nameof(reason), reason, "is no reason"),
    };
}
