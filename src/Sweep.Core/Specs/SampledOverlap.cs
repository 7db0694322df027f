namespace Sweep.Core.Specs;

/// <summary>The points of a sampler that the same sampler has chosen for another sweep: how many are asked for changes none of them.</summary>
internal sealed class SampledOverlap : SpaceOverlap
{
    private readonly long _points;
    private readonly long _shared;
    private readonly long _replicatesThere;

    private SampledOverlap(long points, long shared, long replicatesThere, ReplicateOverlap replicates)
        : base(replicates) => (_points, _shared, _replicatesThere) = (points, shared, replicatesThere);

    private protected override bool HasEveryPoint => _shared == _points;

    /// <summary>Null where the points are others.</summary>
    public static SampledOverlap? Of(SweepSpec mine, SweepSpec its, ReplicateOverlap replicates)
    {
        if (mine.Sampler.Trials is not { } here || its.Sampler.Trials is not { } there || mine.Sampler != its.Sampler.With(SamplerSpec.TrialsOption, here))
            return null;
        var isSame = mine.HasSamePoints(its) && mine.Parameters.SequenceEqual(its.Parameters)
            && mine.Constraints.SequenceEqual(its.Constraints)
            && mine.Parameters.All(parameter => parameter.Values.All(value => IsSame(parameter, value, mine, its)));
        return isSame ? new SampledOverlap(mine.Enqueue.Length + here, mine.Enqueue.Length + Math.Min(here, there), its.Replicates, replicates) : null;
    }

    private protected override long? FirstNumberAt(long place) => place < _shared ? place * _replicatesThere : null;

    private protected override bool HasPointsOf(SpaceOverlap other) => other is SampledOverlap sampled && _shared >= sampled._shared;
}
