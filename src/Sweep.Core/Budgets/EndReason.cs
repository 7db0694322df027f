namespace Sweep.Core.Budgets;

/// <summary>Which part of its budget ended a sweep before its whole search space was trained.</summary>
public enum EndReason
{
    /// <summary>So many trials were planned.</summary>
    Trials,

    /// <summary>Trials of so many steps together were planned.</summary>
    Iterations,

    /// <summary>No point improved on the best for so many trials.</summary>
    Patience,

    /// <summary>A point reached the target.</summary>
    Target,

    /// <summary>So much time had passed; where that was, nobody can repeat.</summary>
    Time,

    /// <summary>So much time had been spent in training; where that was, nobody can repeat.</summary>
    TrainTime,
}
