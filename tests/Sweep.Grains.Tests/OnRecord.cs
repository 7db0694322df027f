using Sweep.Testing;

namespace Sweep.Grains.Tests;

/// <summary>Files of the tests that hold what a build makes: it changes only where that is meant, and Git shows how.</summary>
internal static class OnRecord
{
    /// <summary>Where they differ, the message has the command that puts this one on record.</summary>
    public static async Task AssertEqualAsync(string path, string text, CancellationToken cancellation)
    {
        var record = Repository.File(path);
        var recorded = File.Exists(record) ? await File.ReadAllTextAsync(record, cancellation) : "";
        if (recorded == text)
            return;
        var made = Path.Combine(AppContext.BaseDirectory, Path.GetFileName(path));
        await File.WriteAllTextAsync(made, text, cancellation);
        Assert.Fail($"this build's is not {path}; where the change is meant: cp {made} {record}\n- {FirstOfOnly(recorded, text)}\n+ {FirstOfOnly(text, recorded)}");
    }

    private static string FirstOfOnly(string text, string other) =>
        text.Split('\n').Except(other.Split('\n')).FirstOrDefault("(no line, but another order or number)");
}
