using Sweep.SystemTests.Deploy.Engine;
using Sweep.Testing;

namespace Sweep.SystemTests.Deploy.Images;

/// <summary>The images of the present sources, built once a run by the script that people use where no registry answers.</summary>
internal static class SweepImages
{
    public const string Silo = $"localhost/sweep-silo:{Tag}";
    public const string Client = $"localhost/sweep-client:{Tag}";

    private const string Tag = "test";

    private static readonly Lazy<Task> Built = new(() => Shell.RunAsync(Repository.File("tests/engine/sweep-images.sh"), Tag));

    private static readonly Lazy<Task<string>> PostgresImage = new(async () =>
    {
        await Built.Value;
        return await Shell.RunAsync(Repository.File("tests/engine/postgres-image.sh"));
    });

    /// <summary>Builds both where the sources have changed.</summary>
    /// <exception cref="InvalidOperationException">There is no engine, or no root to install one, or the build failed; the message has all of it.</exception>
    public static Task BuildAsync() => Built.Value;

    /// <summary>The name of an image with PostgreSQL.</summary>
    public static Task<string> PostgresAsync() => PostgresImage.Value;
}
