using Sweep.Client.Terminal;

namespace Sweep.Client.Training;

/// <summary>The folder of <c>--plot</c>, made before anything is trained, so that a long run does not end without its pictures.</summary>
internal static class PlotFolder
{
    /// <exception cref="CliException">It cannot be made.</exception>
    public static void Make(string path)
    {
        try
        {
            Directory.CreateDirectory(path);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw CliException.Usage(new Problem("--plot", path, "cannot be made a folder", failure.Message));
        }
    }
}
