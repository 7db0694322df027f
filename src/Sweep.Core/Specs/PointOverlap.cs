using System.Collections.Immutable;
using Sweep.Core.Spaces;
using Sweep.Core.Trainers.Perceptron;

namespace Sweep.Core.Specs;

/// <summary>Which points of a grid another grid has too, where one of them has conditions or constraints: each is looked for by its values.</summary>
internal sealed class PointOverlap : SpaceOverlap
{
    private readonly SearchSpace _space;
    private readonly SearchSpace _other;
    private readonly bool _isSame;
    private readonly ImmutableHashSet<ParameterValue> _others;

    private PointOverlap(SearchSpace space, SearchSpace other, bool isSame, ImmutableHashSet<ParameterValue> others, ReplicateOverlap replicates)
        : base(replicates) => (_space, _other, _isSame, _others) = (space, other, isSame, others);

    // Of other grids only a look at every point would tell.
    private protected override bool HasEveryPoint => _isSame;

    /// <summary>Null where no point can be in both: they share no value of a parameter.</summary>
    public static PointOverlap? Of(SearchSpace space, SearchSpace other, ReplicateOverlap replicates)
    {
        var (mine, its) = (space.Spec, other.Spec);
        if (!mine.Parameters.All(parameter => parameter.Values.Intersect(its.Find(parameter.Name)!.Values).Any() || !parameter.When.IsEmpty))
            return null;
        var patterns = mine.Find(PerceptronParameters.Pattern);
        var others = patterns is null ? [] : patterns.Values.Where(value => !IsSame(patterns, value, mine, its)).ToImmutableHashSet();
        var isSame = others.IsEmpty && mine.Parameters.SequenceEqual(its.Parameters) && mine.Constraints.SequenceEqual(its.Constraints);
        return new PointOverlap(space, other, isSame, others, replicates);
    }

    private protected override long? FirstNumberAt(long place)
    {
        var point = _space.TrialAt(place * _space.Spec.Replicates).Point;
        return _others.Contains(point.ValueOf(PerceptronParameters.Pattern)) ? null : _other.PlaceOf(point) * _other.Spec.Replicates;
    }

    private protected override bool HasPointsOf(SpaceOverlap other) => _isSame;
}
