using Sweep.Core.Trainers;
using Sweep.Core.Trainers.Protocol;

namespace Sweep.Grains.Processes;

/// <summary>The secrets of one trial as files that only the silo's user can read, for as long as it runs.</summary>
internal sealed class SecretFiles : IDisposable
{
    private SecretFiles(string? folder, SecretMask mask) => (Folder, Mask) = (folder, mask);

    /// <summary>Null where the trial has no secrets.</summary>
    public string? Folder { get; }

    public SecretMask Mask { get; }

    /// <param name="names">As the command has them.</param>
    /// <param name="values">Gives a secret's value; null for one that the silo does not have.</param>
    /// <param name="folder">Is made, and removed at the end.</param>
    /// <exception cref="TrainerException">The silo does not have one.</exception>
    public static SecretFiles Write(IReadOnlyCollection<string> names, Func<string, string?> values, string folder)
    {
        if (names.Count == 0)
            return new(null, SecretMask.None);
        if (!OperatingSystem.IsLinux())
            throw new PlatformNotSupportedException();
        var secrets = names
            .Select(name => (Name: name, Value: values(name) ?? throw new TrainerException(
                $"secrets: {name} is not known on {Environment.MachineName}; set Sweep:Secrets:{name} there, or take it out of the spec")))
            .ToArray();
        var files = new SecretFiles(folder, new SecretMask(secrets));
        try
        {
            Folders.MakePrivate(folder);
            foreach (var (name, value) in secrets)
            {
                var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, UnixCreateMode = UnixFileMode.UserRead };
                using var file = new StreamWriter(Path.Combine(folder, name), options);
                file.Write(value);
            }

            return files;
        }
        catch
        {
            files.Dispose();
            throw;
        }
    }

    public void Dispose()
    {
        if (Folder is not null)
            Folders.Delete(Folder);
    }
}
