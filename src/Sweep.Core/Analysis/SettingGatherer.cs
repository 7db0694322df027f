using System.Runtime.InteropServices;
using Sweep.Core.Spaces;

namespace Sweep.Core.Analysis;

/// <summary>
/// Gathers outcomes by setting, one by one. Trials that differ only in the resource count once, the longest (<see cref="LongestRuns"/>); where settings are
/// told apart by the resource each counts. What a sampler has chosen twice counts once. A sampler may have chosen a million settings of one run each, so one
/// takes little.
/// </summary>
/// <param name="by">By which parameter settings are told apart beside all others.</param>
public sealed class SettingGatherer(string by, Ranking ranking)
{
    private readonly bool _isByResource = by == ranking.Resource;
    private readonly SettingMemory _memory = new(ranking);
    private readonly Dictionary<TrialPoint, int> _places = [];
    private readonly List<Runs> _settings = [];
    private int _runs;

    public void Add(in TrialOutcome outcome)
    {
        ref var place = ref CollectionsMarshal.GetValueRefOrAddDefault(_places, _isByResource ? outcome.Point : _memory.Of(outcome.Point), out var isKnown);
        if (!isKnown)
        {
            (place, _runs) = (_settings.Count, _runs + 1);
            _settings.Add(new Runs(outcome));
            return;
        }

        ref var runs = ref CollectionsMarshal.AsSpan(_settings)[place];
        if (runs.PlaceOf(outcome.Replicate) is not { } known)
        {
            runs.Add(outcome);
            _runs++;
        }
        else if (!_isByResource && LongestRuns.IsLonger(outcome, runs[known], ranking.Resource))
        {
            runs[known] = outcome;
        }
    }

    /// <summary>All that was added, in order of first sight; a setting's resource is the most that was planned.</summary>
    public IReadOnlyList<SettingRuns> Build()
    {
        var (observations, settings) = (new Observation[_runs], new SettingRuns[_settings.Count]);
        var start = 0;
        for (var k = 0; k < settings.Length; k++)
        {
            var runs = _settings[k];
            var (first, best) = (runs[0], ranking.Objective.Worst);
            for (var run = 0; run < runs.Count; run++)
            {
                var outcome = runs[run];
                observations[start + run] = Observation.Of(outcome);
                best = ranking.Objective.Best(best, outcome.BestValue);
                if (ranking.Resource is { } resource && outcome.Point[resource].Whole > first.Point[resource].Whole)
                    first = outcome;
            }

            settings[k] = new SettingRuns(first.Point, observations.AsMemory(start, runs.Count), best) { FirstNumber = first.FirstNumber };
            start += runs.Count;
        }

        return settings;
    }

    /// <summary>What counts of a setting, one a replicate.</summary>
    private struct Runs(TrialOutcome first)
    {
        private TrialOutcome _first = first;
        private List<TrialOutcome>? _others;
        private Dictionary<uint, int>? _placeOf;

        public readonly int Count => 1 + (_others?.Count ?? 0);

        public TrialOutcome this[int place]
        {
            readonly get => place == 0 ? _first : _others![place - 1];
            set
            {
                if (place == 0)
                    _first = value;
                else
                    _others![place - 1] = value;
            }
        }

        public readonly int? PlaceOf(uint replicate) => _first.Replicate == replicate ? 0
            : _placeOf is not null && _placeOf.TryGetValue(replicate, out var place) ? place : null;

        public void Add(in TrialOutcome outcome)
        {
            (_placeOf ??= []).Add(outcome.Replicate, Count);
            (_others ??= []).Add(outcome);
        }
    }
}
