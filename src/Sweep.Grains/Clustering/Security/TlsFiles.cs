namespace Sweep.Grains.Clustering.Security;

/// <summary>The PEM files by which silos and clients know each other, and the settings that name them.</summary>
/// <param name="Certificate">A certificate of one's own, and those between it and the authority.</param>
/// <param name="Key">Its private key, without a password.</param>
/// <param name="Authority">The authorities whose certificates are believed; several while one takes another's place.</param>
public sealed record TlsFiles(TlsFile Certificate, TlsFile Key, TlsFile Authority)
{
    /// <summary>The settings that name them.</summary>
    internal static IReadOnlyList<string> Keys { get; } = ["Sweep:Tls:Certificate", "Sweep:Tls:Key", "Sweep:Tls:Authority"];

    /// <summary>Null where nothing is said of them.</summary>
    /// <param name="setting">Reads a setting by its key, with colons.</param>
    /// <param name="show">Writes a key as it is written where it stands.</param>
    /// <param name="errors">Told where some are named and some are not.</param>
    public static TlsFiles? Read(Func<string, string?> setting, Func<string, string> show, ICollection<string> errors)
    {
        ArgumentNullException.ThrowIfNull(setting);
        ArgumentNullException.ThrowIfNull(show);
        ArgumentNullException.ThrowIfNull(errors);
        TlsFile[] files = [.. Keys.Select(key => new TlsFile(show(key), setting(key) ?? ""))];
        var missing = files.Where(file => file.Path.Length == 0).ToList();
        if (missing.Count == files.Length)
            return null;
        foreach (var file in missing)
            errors.Add($"{file.Setting}: is missing beside {string.Join(" and ", files.Except(missing).Select(given => given.Setting))}; name all three files, or none");
        return missing.Count == 0 ? new TlsFiles(files[0], files[1], files[2]) : null;
    }
}
