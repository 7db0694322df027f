namespace Sweep.Silo;

/// <summary>What <c>/info</c> tells.</summary>
/// <param name="Version">Of the program.</param>
/// <param name="Numerics">Version of the arithmetic.</param>
/// <param name="Silo">Machine and process, as in trials.silo.</param>
/// <param name="ClusterId">Null for a silo of its own, on SQLite.</param>
/// <param name="Database">Without its password.</param>
/// <param name="Slots">Trials in training at once.</param>
/// <param name="BusySlots">Slots in training now.</param>
internal sealed record SiloInfo(string Version, int Numerics, string Silo, string? ClusterId, string Database, int Slots, int BusySlots);
