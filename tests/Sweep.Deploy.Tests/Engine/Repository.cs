namespace Sweep.Deploy.Tests.Engine;

/// <summary>The sources around these tests.</summary>
internal static class Repository
{
    private static readonly string Root = FindRoot();

    /// <summary>The whole path of one of its files or folders.</summary>
    public static string File(string path) => Path.Combine(Root, path);

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (System.IO.File.Exists(Path.Combine(folder.FullName, "Sweep.sln")))
                return folder.FullName;
        }

        throw new InvalidOperationException($"{AppContext.BaseDirectory}: lies in no folder with Sweep.sln; run the tests from where they are built");
    }
}
