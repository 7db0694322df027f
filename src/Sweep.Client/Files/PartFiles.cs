using Sweep.Core.Scheduling;
using Sweep.Grains.Silos;

namespace Sweep.Client.Files;

/// <summary>
/// The files in which outputs are written before they are put in place. Each is named after its writer, so that what a killed one has left is found.
/// </summary>
internal static class PartFiles
{
    private const string Start = ".sweep-";
    private const string End = ".part";

    /// <summary>Whose writer nobody can tell to be dead (of another machine, or of an earlier boot) is left when it was not written to for so long.</summary>
    private static readonly TimeSpan Abandoned = TimeSpan.FromDays(1);

    /// <summary>Another name each time; not the output's own, which would be too long where that is nearly.</summary>
    public static string NewName() => $"{Start}{ProcessIdentity.Current.ToString().Replace('/', '+')}+{Guid.NewGuid():n}{End}";

    /// <summary>Removes from a folder what killed writers have left there, as far as this user may.</summary>
    public static void RemoveAbandoned(string folder)
    {
        try
        {
            foreach (var path in Directory.EnumerateFiles(folder.Length == 0 ? "." : folder, $"{Start}*{End}"))
            {
                var writer = SiloKey.Parse(Path.GetFileName(path)[Start.Length..^End.Length].Replace('+', '/'));
                if (ProcessIdentity.IsKnownDead(writer) || (!ProcessIdentity.IsKnownAlive(writer)
                    && DateTime.UtcNow - File.GetLastWriteTimeUtc(path) > Abandoned))
                    File.Delete(path);
            }
        }
        catch (Exception kept) when (kept is IOException or UnauthorizedAccessException)
        {
            // It is in nobody's way.
        }
    }
}
