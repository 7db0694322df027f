namespace Sweep.Grains.Sweeps;

/// <summary>A silo tells what it is at and asks for work.</summary>
/// <param name="Silo">The silo's name.</param>
/// <param name="Cost">Work wanted, in units of <see cref="Core.Sweeps.TrialCost"/>; 0 to ask for none.</param>
/// <param name="Running">Trials of this sweep in training on the silo now.</param>
/// <param name="StoreTrouble">Why the store does not take the silo's results just now; null where it does.</param>
[GenerateSerializer, Immutable, Alias("sweep.pull-request")]
public sealed record PullRequest(
    [property: Id(0)] string Silo, [property: Id(1)] double Cost, [property: Id(2)] IReadOnlyList<TrialProgress> Running,
    [property: Id(3)] string? StoreTrouble = null);
