namespace Sweep.Core.Specs;

/// <summary>What a sweep that has ended is to have besides.</summary>
/// <param name="Resource">Values that are added to the parameter that makes trials longer, as a spec writes them.</param>
/// <param name="Trials">How many trials its sampler, or the budget of a grid, is to plan instead; null for as many as before.</param>
/// <param name="Values">Values that are added to other parameters, by name, as a spec writes them.</param>
public sealed record SweepExtension(
    IReadOnlyList<string> Resource, long? Trials, IReadOnlyDictionary<string, IReadOnlyList<string>> Values);
