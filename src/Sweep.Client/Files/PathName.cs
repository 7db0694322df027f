namespace Sweep.Client.Files;

/// <summary>What may stand for a file or a folder.</summary>
internal static class PathName
{
    /// <summary>Why nothing can be called so; null where something may.</summary>
    /// <param name="place">Where it is written.</param>
    /// <param name="path">What is written.</param>
    /// <param name="noun">What is to be called so: a file.</param>
    public static Problem? Check(string place, string path, string noun) => path.Trim().Length == 0 || path.Contains('\0', StringComparison.Ordinal)
        ? new Problem(place, path.Length == 0 ? "\"\"" : path, $"is no {noun}'s name")
        : null;
}
