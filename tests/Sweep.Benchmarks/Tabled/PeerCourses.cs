using System.Globalization;

namespace Sweep.Benchmarks.Tabled;

/// <summary>What Optuna found in the table, as <c>Peers/table_search.py</c> wrote it.</summary>
/// <param name="Versions">Of it and of what it ran on; empty where it did not run.</param>
internal sealed record PeerCourses(string Versions, IReadOnlyList<(string Patterns, string Search, SearchCourse[] Courses)> Searches)
{
    public static PeerCourses Read(string file)
    {
        string[] lines = File.Exists(file) ? File.ReadAllLines(file) : [];
        var rows = lines.Skip(2).Select(line => line.Split(',')).GroupBy(cells => (Patterns: cells[0], Search: cells[1]));
        return new PeerCourses(
            lines.Length > 0 ? lines[0].TrimStart('#', ' ') : "",
            [.. rows.Select(group => (group.Key.Patterns, group.Key.Search, group.Select(CourseOf).ToArray()))]);
    }

    private static SearchCourse CourseOf(string[] cells)
    {
        static long Whole(string text) => long.Parse(text, CultureInfo.InvariantCulture);
        static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);
        return new SearchCourse(
            Whole(cells[3]), Number(cells[4]), cells[5].Length == 0 ? null : Whole(cells[5]), Number(cells[6]),
            [.. cells[7].Split(';').Select(best => best.Split(':')).Select(best => (Whole(best[0]), Number(best[1])))]);
    }
}
