namespace Sweep.Grains.Contracts;

/// <summary>What is decided about trials at rungs, those of other silos among them; arrays of equal length.</summary>
/// <param name="Keeper">
/// Who has decided; empty where whoever replied does not own the sweep now. Where it is another than the report said, it is to be told of all that wait.
/// </param>
/// <param name="Known">Of how many of its decisions the silo has heard with this.</param>
/// <param name="Numbers">The trials.</param>
/// <param name="Rungs">The last rung of each about which something is decided: where it is at one before, it is kept there.</param>
/// <param name="Decisions">Of each the <see cref="Core.Pruners.RungDecision"/> by number.</param>
[GenerateSerializer, Immutable, Alias("sweep.rung-reply")]
public sealed record RungReply(
    [property: Id(0)] Guid Keeper,
    [property: Id(1)] long Known,
    [property: Id(2)] long[] Numbers,
    [property: Id(3)] int[] Rungs,
    [property: Id(4)] int[] Decisions)
{
    /// <summary>Whoever replied does not own the sweep, at least not now.</summary>
    public static RungReply OfNobody { get; } = new(Guid.Empty, 0, [], [], []);
}
