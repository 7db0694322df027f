namespace Sweep.Core.Scheduling;

/// <summary>In what company a trial may run.</summary>
public enum Isolation
{
    /// <summary>In a lease with others.</summary>
    Shared,

    /// <summary>In a lease of its own, for its silo died once while it ran or waited there.</summary>
    OwnLease,

    /// <summary>In a lease of its own on a silo where nothing else is started until it has ended or made a checkpoint.</summary>
    Alone,
}
