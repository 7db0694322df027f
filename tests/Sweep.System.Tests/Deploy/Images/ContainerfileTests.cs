using System.Xml.Linq;
using Sweep.Testing;

namespace Sweep.SystemTests.Deploy.Images;

/// <summary>The images restore from project files that are copied one by one, so that a change of source does not restore again.</summary>
public sealed class ContainerfileTests
{
    [Theory]
    [InlineData("Sweep.Silo")]
    [InlineData("Sweep.Client")]
    public void Projects_OfAProgram_AreCopiedBeforeTheirRestore(string program)
    {
        var lines = File.ReadAllLines(Repository.File("deploy/Containerfile"));
        Assert.All(With(program), project => Assert.Contains($"COPY src/{project}/{project}.csproj src/{project}/packages.lock.json src/{project}/", lines));
    }

    /// <summary>The project and all that it needs.</summary>
    private static IEnumerable<string> With(string project) => XDocument.Load(Repository.File($"src/{project}/{project}.csproj")).Descendants("ProjectReference")
        .SelectMany(reference => With(Path.GetFileNameWithoutExtension(reference.Attribute("Include")!.Value)))
        .Append(project)
        .Distinct(StringComparer.Ordinal);
}
