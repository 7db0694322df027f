using Sweep.Client.Terminal;
using Sweep.Core.Naming;

namespace Sweep.Client.Commands;

/// <summary>Chooses the columns of an export.</summary>
internal static class ExportColumns
{
    /// <summary>As written, in that order; null, for all of them, where nothing was.</summary>
    public static IReadOnlyList<string>? Choose(string? text, string what, IReadOnlyList<string> all, OptionReader errors)
    {
        if (text is null)
            return null;
        List<string> chosen = [];
        foreach (var name in text.Split(',', StringSplitOptions.TrimEntries))
        {
            if (!all.Contains(name))
                errors.Refuse(new Problem("--columns", name.Length == 0 ? "\"\"" : name, $"is no column of {what}", $"{Suggestions.Question(name, all)}the columns are {string.Join(", ", all)}"));
            else if (chosen.Contains(name))
                errors.Refuse(new Problem("--columns", name, "is there already", "leave one of them out"));
            else
                chosen.Add(name);
        }

        return chosen;
    }
}
