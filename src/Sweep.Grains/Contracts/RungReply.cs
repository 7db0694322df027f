namespace Sweep.Grains.Contracts;

/// <summary>What is decided about the trials of a <see cref="RungReport"/>.</summary>
/// <param name="Decisions">
/// Of each the <see cref="Core.Pruners.RungDecision"/> by number, −1 where there is none yet; null where whoever replied does not own the sweep now.
/// </param>
/// <param name="News">Which news are known with this: after the next there may be more.</param>
[GenerateSerializer, Immutable, Alias("sweep.rung-reply")]
public sealed record RungReply([property: Id(0)] int[]? Decisions, [property: Id(1)] long News);
