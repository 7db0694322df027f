using System.Collections.Immutable;
using System.Globalization;
using Sweep.Core.Data;
using Sweep.Core.Naming;
using Sweep.Core.Texts;

namespace Sweep.Service.Tables;

/// <summary>Which columns of a file are features, and which is the label.</summary>
/// <param name="Header">Names of all of the file's columns.</param>
/// <param name="Label">Its place among them.</param>
/// <param name="Features">Their places, in order.</param>
internal sealed record TableColumns(ImmutableArray<string> Header, int Label, ImmutableArray<int> Features)
{
    /// <summary>What bytes become that are no UTF-8.</summary>
    private const char NoUtf8 = '\uFFFD';

    private static readonly string[] UsualLabels = ["label", "target", "class", "y"];

    public string LabelName => Header[Label];

    public ImmutableArray<string> FeatureNames => [.. Features.Select(place => Header[place])];

    /// <summary>Null where something is wrong, which the problems then say.</summary>
    public static TableColumns? Choose(IReadOnlyList<string> header, TableChoice choice, TableProblems problems)
    {
        ImmutableArray<string> names = [.. header.Select(name => name.Trim())];
        CheckHeader(names, problems);
        if (problems.Count > 0)
            return null;
        var label = choice.Label is { } wanted ? PlaceOf(choice.Form.Label, wanted, names, problems) : UsualLabel(names);
        var features = choice.Features is { } chosen
            ? chosen.Select(name => PlaceOf(choice.Form.Features, name, names, problems)).ToImmutableArray()
            : [.. Enumerable.Range(0, names.Length).Where(place => place != label)];
        if (problems.Count > 0)
            return null;
        foreach (var twice in features.GroupBy(place => place).Where(group => group.Count() > 1))
            problems.Add(new Problem(choice.Form.Features, names[twice.Key], "is there twice", "name it once"));
        if (features.Contains(label))
            problems.Add(new Problem(choice.Form.Features, names[label], "is the label", $"leave it out, or name another column with {choice.Form.Label}"));
        if (features.Length > DataTable.MostFeatures)
        {
            problems.Add(new Problem(
                "", TableProblems.Invariant($"{features.Length} features"), TableProblems.Invariant($"are more than {DataTable.MostFeatures}"), $"choose some with {choice.Form.Features}"));
        }

        return problems.Count > 0 ? null : new TableColumns(names, label, features);
    }

    private static void CheckHeader(ImmutableArray<string> names, TableProblems problems)
    {
        const string Line = "line 1";
        if (names.Length == 0)
        {
            problems.Add(new Problem("", "", "it is empty"));
            return;
        }

        if (names.Length == 1)
        {
            problems.Add(new Problem(Line, names[0], "is all of the header", "it must name one feature and a label at least, with commas between"));
            return;
        }

        if (names.All(name => double.TryParse(name, NumberStyles.Float, CultureInfo.InvariantCulture, out _)))
        {
            problems.Add(new Problem(Line, "", "must be a header with the columns' names, and has numbers", "put a line with names before it"));
            return;
        }

        for (var place = 0; place < names.Length; place++)
        {
            var at = TableProblems.Invariant($"{Line}, column {place + 1}");
            if (names[place].Length == 0)
                problems.Add(new Problem(at, "", "has no name", "name it; an index that pandas wrote is left out by index=False"));
            else if (!Printable.IsPlain(names[place]) || names[place].Contains(NoUtf8, StringComparison.Ordinal))
                problems.Add(new Problem(at, names[place], "must be printable characters in UTF-8"));
            else if (names.IndexOf(names[place]) < place)
                problems.Add(new Problem(at, names[place], TableProblems.Invariant($"is the name of column {names.IndexOf(names[place]) + 1} too"), "columns must have distinct names"));
        }
    }

    private static int UsualLabel(ImmutableArray<string> names)
    {
        foreach (var usual in UsualLabels)
        {
            for (var place = 0; place < names.Length; place++)
            {
                if (names[place].Equals(usual, StringComparison.OrdinalIgnoreCase))
                    return place;
            }
        }

        return names.Length - 1;
    }

    private static int PlaceOf(string option, string name, ImmutableArray<string> names, TableProblems problems)
    {
        var place = names.IndexOf(name);
        if (place < 0)
        {
            problems.Add(new Problem(
                option, name.Length == 0 ? "\"\"" : name, "is no column of the file", $"{Suggestions.Question(name, names)}its columns are {Printable.Of(string.Join(", ", names), 400)}"));
        }

        return place;
    }
}
