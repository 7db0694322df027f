using Sweep.Core.Naming;
using Sweep.Core.Texts;
using Sweep.Core.Trials;
using Sweep.Service.Answers;
using Sweep.Service.Results;
using Sweep.Storage.Sweeps;
using Sweep.Storage.Trials;

namespace Sweep.Service.Browsing;

/// <summary>Makes a selection of a query, or says all that is wrong with it.</summary>
internal sealed class TrialQueryReader
{
    /// <summary>Conditions of a query.</summary>
    private const int MostFilters = 32;

    private static readonly string[] States = [TrialState.Completed.ToName(), TrialState.Pruned.ToName(), TrialState.Failed.ToName()];

    private readonly List<Problem> _problems = [];
    private readonly IReadOnlyList<TrialField> _fields;
    private readonly SweepRecord _sweep;
    private readonly TrialQuery _query;

    private TrialQueryReader(SweepRecord sweep, TrialQuery query) => (_sweep, _query, _fields) = (sweep, query, TrialFields.Of(sweep.Spec));

    /// <summary>The selection, and the mark that its tokens have.</summary>
    public static Answer<(TrialSelection Selection, byte[] Mark)> Read(SweepRecord sweep, TrialQuery query) => new TrialQueryReader(sweep, query).Read();

    private Answer<(TrialSelection Selection, byte[] Mark)> Read()
    {
        var conditions = ReadConditions();
        var order = Find(_query.OrderBy, "order_by");
        PageLimits.Check(_query.PageSize, _problems);
        var mark = PageToken.MarkOf(
        [
            _sweep.Id.ToString("d"), _query.OrderBy, _query.IsDescending ? "descending" : "ascending",
            .. _query.Filters.SelectMany(filter => new[] { filter.Column, filter.Comparison.ToString(), filter.Value }),
        ]);
        TrialPlace? behind = null;
        if (order is not null && _query.PageToken is { } token && !PageToken.TryRead(token, mark, reader => TrialPlaces.Read(reader, order), out behind))
            _problems.Add(PageLimits.NoToken(token));
        return _problems.Count > 0
            ? new Refusal(RefusalKind.Invalid, [.. _problems])
            : (new TrialSelection(conditions, order!, _query.IsDescending, _query.PageSize, behind), mark);
    }

    private List<TrialCondition> ReadConditions()
    {
        if (_query.Filters.Count > MostFilters)
        {
            _problems.Add(new Problem("filter", "", FormattableString.Invariant($"there are {_query.Filters.Count}, and at most {MostFilters} are taken")));
            return [];
        }

        return [.. _query.Filters.Select(ReadCondition).OfType<TrialCondition>()];
    }

    private TrialCondition? ReadCondition(TrialFilter filter)
    {
        if (Find(filter.Column, "filter") is not { } field)
            return null;
        var place = $"filter {filter.Column}";
        var isOfEquals = filter.Comparison is TrialComparison.Equal or TrialComparison.NotEqual;
        if (!isOfEquals && (filter.Value.Length == 0 || field.Kind == TrialFieldKind.Truth))
        {
            var what = filter.Value.Length == 0 ? "no value" : "true and false";
            _problems.Add(new Problem(place, filter.Value, $"cannot be compared so: {what} can only be equal or not"));
            return null;
        }

        if (filter.Value.Length == 0)
            return new TrialCondition(field, filter.Comparison, null);
        var (value, rule) = FieldValues.Read(filter.Value, field.Kind);
        IReadOnlyList<string> words = field switch
        {
            { IsParameter: false, Name: "state" } => States,
            { IsParameter: false, Name: "origin" } => TrialOrigins.All,
            _ => [],
        };
        var remedy = "";
        if (rule is null && isOfEquals && words.Count > 0 && !words.Contains(filter.Value))
        {
            rule = $"is no {filter.Column} of a finished trial";
            remedy = $"{Suggestions.Question(filter.Value, words)}there are {string.Join(", ", words)}";
        }

        if (rule is null)
            return new TrialCondition(field, filter.Comparison, value);
        _problems.Add(new Problem(place, filter.Value, rule, remedy) { IsQuoted = true });
        return null;
    }

    private TrialField? Find(string name, string place)
    {
        if (_fields.FirstOrDefault(field => field.Name == name) is { } found)
            return found;
        var names = _fields.Select(field => field.Name).ToList();
        _problems.Add(new Problem(
            place, name, "is no column of trials, and no parameter of the sweep", $"{Suggestions.Question(name, names)}there are {string.Join(", ", names)}")
        {
            IsQuoted = true,
        });
        return null;
    }
}
