using System.Collections.Immutable;
using Sweep.Core.Samplers.Adaptive;
using Sweep.Core.Spaces;

namespace Sweep.Core.Tests.Samplers.Adaptive;

/// <summary>A search as the owner of a sweep runs it, and its proposals made again from what it left behind.</summary>
internal sealed class SearchWalk(
    Func<IAdaptiveSampler> make, Func<SearchResult, ImmutableArray<double>> objectives, int lag = 1, Func<SearchResult, int?>? prunedAt = null)
{
    private readonly IAdaptiveSampler _sampler = make();
    private readonly SearchHistory _history = new();
    private long _seen;

    public List<ImmutableArray<ParameterValue>> Proposals { get; } = [];

    /// <summary>The results of all points so far, whether a proposal has seen them or not.</summary>
    public List<SearchResult> Results { get; } = [];

    public static Parameter Real(string name, double low, double high, bool isLog = false, double? step = null) =>
        new(name, ParameterKind.Real, []) { Range = new ParameterRange(ParameterKind.Real, low, high, isLog, step) };

    public static Parameter Whole(string name, double low, double high, bool isLog = false, double? step = null) =>
        new(name, ParameterKind.Whole, []) { Range = new ParameterRange(ParameterKind.Whole, low, high, isLog, step) };

    /// <summary>The number of a value on the axis of its parameter.</summary>
    public static double Number(ParameterValue? value) => value!.Value.Kind == ParameterKind.Whole ? value.Value.Whole : value.Value.Real;

    public SearchWalk Go(int points)
    {
        for (var point = (long)Proposals.Count; point < points; point++)
        {
            for (; _seen < _sampler.SeenBelow(point, lag); _seen++)
                _history.Add(Results[(int)_seen]);
            var values = _sampler.Propose(point, _history);
            Proposals.Add(values);
            var running = new SearchResult(point, [.. values.Select(value => value.IsNone ? default(ParameterValue?) : value)], default(double?));
            _history.Add(running);
            Results.Add(running with { Objectives = objectives(running), PrunedAt = prunedAt?.Invoke(running) });
        }

        return this;
    }

    /// <summary>The proposal of a point by a sampler and a history that are new, the results added in the order of <paramref name="arrival"/>.</summary>
    public ImmutableArray<ParameterValue> Again(long point, Func<IEnumerable<SearchResult>, IEnumerable<SearchResult>>? arrival = null)
    {
        var (sampler, history) = (make(), new SearchHistory());
        var seen = (int)sampler.SeenBelow(point, lag);
        var results = Results.Take(seen).Concat(Results.Take((int)point).Skip(seen).Select(result => result with { Objectives = [], PrunedAt = null }));
        foreach (var result in arrival?.Invoke(results) ?? results)
            history.Add(result);
        return sampler.Propose(point, history);
    }
}
