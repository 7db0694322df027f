namespace Sweep.Grains.Contracts;

/// <summary>What the board knows.</summary>
/// <param name="Number">Another one whenever other sweeps run; to be given to <see cref="IBoardGrain.RunningAsync"/>.</param>
/// <param name="Running">Ids of the sweeps that run; null where the board cannot read its store.</param>
[GenerateSerializer, Immutable, Alias("sweep.board-reply")]
public sealed record BoardReply([property: Id(0)] long Number, [property: Id(1)] IReadOnlyList<Guid>? Running);
