namespace Sweep.Testing;

/// <summary>The checkout that the running program was built in.</summary>
public static class Repository
{
    /// <summary>The whole path of one of its files or folders; without one, of the checkout itself.</summary>
    /// <exception cref="InvalidOperationException">The program does not lie in one.</exception>
    public static string File(string path = "")
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (System.IO.File.Exists(Path.Combine(folder.FullName, "Sweep.sln")))
                return Path.Combine(folder.FullName, path);
        }

        throw new InvalidOperationException($"{AppContext.BaseDirectory} lies in no checkout of Sweep: build and run it there");
    }
}
