using System.Globalization;

namespace Sweep.Testing.Databases;

/// <summary>PostgreSQL's programs on this machine.</summary>
internal static class LocalBinaries
{
    private const string DebianFolder = "/usr/lib/postgresql";

    private static readonly string[] Programs = ["initdb", "pg_ctl", "postgres", "pg_basebackup"];

    /// <summary>A folder with all that is needed of them: the first on the PATH, else Debian's newest version; null without any.</summary>
    public static string? FindFolder(string? searchPath) =>
        (searchPath ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries).Concat(DebianFolders()).FirstOrDefault(IsComplete);

    private static bool IsComplete(string folder) =>
        Programs.All(program => File.Exists(Path.Combine(folder, program)));

    private static IEnumerable<string> DebianFolders() => Directory.Exists(DebianFolder)
        ? new DirectoryInfo(DebianFolder).EnumerateDirectories()
            .OrderByDescending(version => int.TryParse(version.Name, CultureInfo.InvariantCulture, out var number) ? number : 0)
            .Select(version => Path.Combine(version.FullName, "bin"))
        : [];
}
