namespace Sweep.Storage.Trials;

/// <summary>Where a trial stands in an order: by its value, then by its number.</summary>
/// <param name="Value">Of the type that <see cref="TrialFieldKind"/> says; null where it has none, and where the order is that of numbers.</param>
public sealed record TrialPlace(object? Value, long Number);
