using Sweep.Testing;

namespace Sweep.Grains.Tests.Storage.Schemas;

/// <summary>The description of each database's schema that is on record here; only a migration changes it.</summary>
internal static class SchemaRecord
{
    private const string Folder = "tests/Sweep.Grains.Tests/Storage/Schemas";

    /// <summary>Where they differ, the message has the command that puts this one on record.</summary>
    public static async Task AssertEqualAsync(string name, string description, CancellationToken cancellation)
    {
        var record = Repository.File($"{Folder}/{name}");
        var recorded = File.Exists(record) ? await File.ReadAllTextAsync(record, cancellation) : "";
        if (recorded == description)
            return;
        var made = Path.Combine(AppContext.BaseDirectory, name);
        await File.WriteAllTextAsync(made, description, cancellation);
        Assert.Fail(
            $"the schema is not that on record; where a new migration means that: cp {made} {record}\n"
            + $"- {FirstOfOnly(recorded, description)}\n+ {FirstOfOnly(description, recorded)}");
    }

    private static string FirstOfOnly(string text, string other) =>
        text.Split('\n').Except(other.Split('\n')).FirstOrDefault("(no line, but another order or number)");
}
