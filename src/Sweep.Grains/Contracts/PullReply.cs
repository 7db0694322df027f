using Sweep.Core.Sweeps;

namespace Sweep.Grains.Contracts;

/// <summary>The sweep's answer to a pull.</summary>
/// <param name="State">The sweep's state; null where this grain does not own it, at least not now.</param>
/// <param name="Offers">Work; empty where none was asked for, none is free, or the sweep does not run.</param>
/// <param name="News">To be given to <see cref="ISweepGrain.NewsAsync"/>; null where this grain does not own the sweep.</param>
/// <param name="Places">Of a limited sweep: how many of its trials may be in training on the silo at once; null where nothing is decided.</param>
/// <param name="Silos">How many silos work on the sweep; null where this grain does not own it.</param>
[GenerateSerializer, Immutable, Alias("sweep.pull-reply")]
public sealed record PullReply(
    [property: Id(0)] SweepState? State,
    [property: Id(1)] IReadOnlyList<LeaseOffer> Offers,
    [property: Id(2)] long? News = null,
    [property: Id(3)] int? Places = null,
    [property: Id(4)] int? Silos = null);
