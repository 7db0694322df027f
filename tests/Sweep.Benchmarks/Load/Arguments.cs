using System.Globalization;

namespace Sweep.Benchmarks.Load;

/// <summary>Options of a verb's command line, each followed by its value.</summary>
internal static class Arguments
{
    public static int Count(string[] args, string name, int otherwise) =>
        Option(args, name) is { } given ? int.Parse(given, CultureInfo.InvariantCulture) : otherwise;

    public static IReadOnlyList<int> Counts(string[] args, string name, IReadOnlyList<int> otherwise) =>
        Option(args, name) is { } given ? [.. given.Split(',').Select(count => int.Parse(count, CultureInfo.InvariantCulture))] : otherwise;

    /// <summary>Null where it is not given.</summary>
    public static string? Option(string[] args, string name)
    {
        var at = Array.IndexOf(args, name);
        return at >= 0 && at + 1 < args.Length ? args[at + 1] : null;
    }
}
