namespace Sweep.Grains.Clustering.Security;

/// <summary>A file, and the setting that names it.</summary>
public sealed record TlsFile(string Setting, string Path)
{
    /// <summary>Its text; null where it cannot be read, which is said.</summary>
    internal string? Read(ICollection<string> errors)
    {
        try
        {
            return File.ReadAllText(Path);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            errors.Add(Error(failure is FileNotFoundException or DirectoryNotFoundException ? "is not there; name a PEM file that this process may read" : $"cannot be read: {failure.Message}"));
            return null;
        }
    }

    internal string Error(string rule) => $"{Setting}: {Path}: {rule}";
}
