using System.Globalization;

namespace Sweep.Testing.Databases;

/// <summary>PostgreSQL's programs on this machine.</summary>
internal static class LocalBinaries
{
    private const string DebianFolder = "/usr/lib/postgresql";

    /// <summary>A folder with <c>initdb</c> and <c>pg_ctl</c>: the first on the PATH, else Debian's newest version; null without any.</summary>
    public static string? FindFolder(string? searchPath) =>
        (searchPath ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries).Concat(DebianFolders()).FirstOrDefault(IsComplete);

    private static bool IsComplete(string folder) =>
        File.Exists(Path.Combine(folder, "initdb")) && File.Exists(Path.Combine(folder, "pg_ctl")) && File.Exists(Path.Combine(folder, "postgres"));

    private static IEnumerable<string> DebianFolders() => Directory.Exists(DebianFolder)
        ? new DirectoryInfo(DebianFolder).EnumerateDirectories()
            .OrderByDescending(version => int.TryParse(version.Name, CultureInfo.InvariantCulture, out var number) ? number : 0)
            .Select(version => Path.Combine(version.FullName, "bin"))
        : [];
}
