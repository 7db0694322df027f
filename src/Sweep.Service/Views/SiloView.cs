namespace Sweep.Service.Views;

/// <summary>A silo as the cluster has it and, where it answers, as it tells of itself.</summary>
/// <param name="Silo">Machine and process, as in trials.silo.</param>
/// <param name="State">joining, active, silent (the cluster has not found out yet), leaving or dead.</param>
/// <param name="Version">Of the program; null, like the three that follow, where it does not answer.</param>
public sealed record SiloView(
    string Silo, string Address, string Gateway, string State, string? Version, int? Numerics,
    int? Slots, int? BusySlots, DateTimeOffset StartedAt, DateTimeOffset AliveAt);
