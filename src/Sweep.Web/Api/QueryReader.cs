using System.Globalization;
using Microsoft.AspNetCore.Http;
using Sweep.Core.Naming;
using Sweep.Core.Texts;
using Sweep.Service.Answers;

namespace Sweep.Web.Api;

/// <summary>Reads a route's query; what is wrong with it is gathered, so that all of it is told at once.</summary>
internal sealed class QueryReader
{
    private const int LongestValue = 4096;
    private const int MostValues = 100;

    private readonly IQueryCollection _query;
    private readonly RouteQuery _route;
    private readonly List<Problem> _problems = [];

    public QueryReader(HttpContext http)
    {
        _query = http.Request.Query;
        _route = http.GetEndpoint()?.Metadata.GetMetadata<RouteQuery>() ?? new RouteQuery([], TakesFilters: false);
        if (!_route.TakesFilters)
            RefuseUnknown();
        RefuseLongest();
    }

    /// <summary>What is wrong; null where nothing is.</summary>
    public Refusal? Refusal => _problems.Count == 0 ? null : new Refusal(RefusalKind.Invalid, _problems);

    /// <summary>The conditions: all that is no parameter of the route.</summary>
    public IEnumerable<(string Name, string Value)> Filters =>
        _query.Where(pair => !IsKnown(pair.Key)).SelectMany(pair => pair.Value.Select(value => (pair.Key, value ?? "")));

    public void Refuse(Problem problem) => _problems.Add(problem);

    public void Refuse(Refusal refusal) => _problems.AddRange(refusal.Problems);

    public string? Text(QueryParameter parameter)
    {
        var written = _query[parameter.Name];
        if (written.Count > 1)
            Refuse(new Problem(parameter.Name, Shown($"{written}"), "is written several times", "write it once"));
        return written.Count == 0 ? parameter.Default : written[0] ?? "";
    }

    public int Whole(QueryParameter parameter)
    {
        var text = Text(parameter)!;
        if (parameter is { Least: { } least, Most: { } most } && WrittenNumber.ToWhole(text, least, most) is { } value)
            return value;
        Refuse(new Problem(
            parameter.Name, Shown(text), string.Create(CultureInfo.InvariantCulture, $"must be a whole number from {parameter.Least} to {parameter.Most}"),
            $"leave it out for {parameter.Default}"));
        return parameter.Least ?? 0;
    }

    public bool Flag(QueryParameter parameter)
    {
        var text = Text(parameter);
        if (text is not ("true" or "false"))
            Refuse(new Problem(parameter.Name, Shown(text!), "must be true or false", "leave it out for false"));
        return text == "true";
    }

    /// <summary>Values written one by one or, where the parameter says so, with commas between.</summary>
    public IReadOnlyList<string> List(QueryParameter parameter)
    {
        string[] values =
        [
            .. _query[parameter.Name].SelectMany(text => parameter.IsSplit ? (text ?? "").Split(',', StringSplitOptions.TrimEntries) : [text ?? ""]),
        ];
        foreach (var value in values.Where(value => parameter.Values.Count > 0 && !parameter.Values.Contains(value)))
        {
            Refuse(new Problem(
                parameter.Name, Shown(value), "is none of its values",
                $"{Suggestions.Question(value, parameter.Values)}they are {string.Join(", ", parameter.Values)}"));
        }

        return values;
    }

    private static string Shown(string text) => text.Length == 0 ? "\"\"" : text;

    private bool IsKnown(string name) => _route.Parameters.Any(parameter => parameter.Name == name);

    private void RefuseUnknown()
    {
        foreach (var name in _query.Keys.Where(name => !IsKnown(name)))
        {
            string[] known = [.. _route.Parameters.Select(parameter => parameter.Name)];
            Refuse(new Problem(
                "query", Shown(name), "is no parameter of this address",
                known.Length == 0 ? "it takes none" : $"{Suggestions.Question(name, known)}it takes {string.Join(", ", known)}"));
        }
    }

    /// <summary>What is not looked at by any column or parameter would else be said back at full length.</summary>
    private void RefuseLongest()
    {
        if (_query.Sum(pair => pair.Value.Count) > MostValues)
            Refuse(new Problem("query", "", $"has more than {MostValues} values", "ask for less at once"));
        foreach (var (name, values) in _query)
        {
            if (name.Length > LongestValue || values.Any(value => value?.Length > LongestValue))
                Refuse(new Problem("query", name[..Math.Min(name.Length, 40)], $"is longer than {LongestValue} characters"));
            if (name.Concat(values.SelectMany(value => value ?? "")).Contains('\0'))
                Refuse(new Problem("query", name, "has a character that no text of a database has"));
        }
    }
}
