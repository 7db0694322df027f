namespace Sweep.Web.Tests.Browser;

/// <summary>Tests in one browser, one after the other: two cores draw no pictures side by side.</summary>
[CollectionDefinition(nameof(BrowserTests))]
public sealed class BrowserTests : ICollectionFixture<BrowserFixture>;
