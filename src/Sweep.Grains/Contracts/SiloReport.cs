namespace Sweep.Grains.Contracts;

/// <summary>What a silo tells of itself.</summary>
/// <param name="Name">Machine and process, as in trials.silo.</param>
/// <param name="Version">Of the program.</param>
/// <param name="Numerics">Version of the arithmetic that it computes.</param>
/// <param name="Slots">Trials that it can train at once.</param>
/// <param name="Busy">Slots in training now.</param>
[GenerateSerializer, Immutable, Alias("sweep.silo-report")]
public sealed record SiloReport(
    [property: Id(0)] string Name, [property: Id(1)] string Version, [property: Id(2)] int Numerics, [property: Id(3)] int Slots, [property: Id(4)] int Busy);
