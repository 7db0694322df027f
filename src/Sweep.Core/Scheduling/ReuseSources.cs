using Sweep.Core.Curves;
using Sweep.Core.Specs;
using Sweep.Core.Trials;

namespace Sweep.Core.Scheduling;

/// <summary>The sweeps from which one sweep may take results: where each of its numbers may be found, by arithmetic.</summary>
public sealed class ReuseSources(SearchSpace space)
{
    /// <summary>Sweeps that are looked through.</summary>
    public const int Most = 16;

    /// <summary>Sweeps among which these are looked for.</summary>
    public const int MostCompared = 1000;

    /// <summary>Places that are looked into at once.</summary>
    public const int MostPlaces = 5_000;

    /// <summary>Recorded points that are copied at once, about: some tens of megabytes.</summary>
    public const long MostPoints = 2_000_000;

    private readonly List<Source> _sources = [];

    public bool IsEmpty => _sources.Count == 0;

    /// <summary>True where a further sweep would not be looked through.</summary>
    public bool IsFull => _sources.Count == Most || _sources.Exists(source => source is { IsComplete: true, Overlap.IsWhole: true });

    /// <summary>Notes a sweep, in the order in which they are to be looked through; one that can add nothing is left out.</summary>
    /// <param name="sweep">Its id.</param>
    /// <param name="other">What it searches.</param>
    /// <param name="isComplete">True where each of its trials has a result.</param>
    public void Add(Guid sweep, SearchSpace other, bool isComplete)
    {
        if (!IsFull && SpaceOverlap.Of(space, other) is { } overlap && !_sources.Exists(source => source.IsComplete && source.Overlap.Covers(overlap)))
            _sources.Add(new Source(sweep, overlap, isComplete));
    }

    /// <summary>The first of these numbers, as many as are looked for at once, with where their results may be.</summary>
    public ReuseBatch Batch(IEnumerable<long> numbers)
    {
        ArgumentNullException.ThrowIfNull(numbers);
        List<long> taken = [];
        List<ReusableTrial> places = [];
        var points = 0L;
        foreach (var number in numbers)
        {
            if (places.Count >= MostPlaces || points >= MostPoints)
                break;
            taken.Add(number);
            var before = places.Count;
            places.AddRange(Of(number));
            if (places.Count > before)
                points += LossCurve.PointsOf(space.StepsOf(space.TrialAt(number)) ?? 1, space.Spec.RecordEvery);
        }

        return new ReuseBatch(taken, places);
    }

    /// <summary>Where the result of this number may be.</summary>
    public IEnumerable<ReusableTrial> Of(long number)
    {
        TrialDefinition? trial = null;
        string? key = null;
        foreach (var source in _sources)
        {
            if (source.Overlap.NumberAt(number) is not { } there)
                continue;
            trial ??= space.TrialAt(number);
            key ??= ContentKey.Of(space.Spec.Trainer, trial);
            yield return new ReusableTrial(number, trial.Replicate, source.Sweep, there, key);
        }
    }

    private sealed record Source(Guid Sweep, SpaceOverlap Overlap, bool IsComplete);
}
