using Microsoft.AspNetCore.Http;
using Sweep.Service.Answers;
using Sweep.Storage.Faults;

namespace Sweep.Web.Pages.Shared;

/// <summary>What holds for all pages: how long they are kept, who may send forms, and what is shown while the database is away.</summary>
internal sealed class PageFilter : IEndpointFilter
{
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var (request, response) = (context.HttpContext.Request, context.HttpContext.Response);
        response.Headers.CacheControl = "private, no-cache";
        if (!HttpMethods.IsGet(request.Method) && !HttpMethods.IsHead(request.Method) && !IsOfThisSite(request))
        {
            return PageResult.Of<MessagePage>(
                new MessageModel("This form was sent from another site", ["Sweep takes forms from its own pages alone: open the page here and send it again."]),
                StatusCodes.Status403Forbidden);
        }

        try
        {
            return await next(context);
        }
        catch (StoreException away) when (away.IsTransient)
        {
            response.Headers.RetryAfter = "5";
            return PageResult.Of<MessagePage>(
                new MessageModel("The database is away", [away.Message, "Sweeps go on by themselves once it is back; so does this page when you load it again."]),
                StatusCodes.Status503ServiceUnavailable);
        }
        catch (StoreException damaged)
        {
            return PageResult.Of<MessagePage>(new MessageModel("The database refuses", [damaged.Message]), StatusCodes.Status500InternalServerError);
        }
        catch (RefusalException refused)
        {
            return Refusals.Page(refused.Refusal);
        }
    }

    // Browsers say where a request comes from, and pages cannot change what they say; who says nothing is no browser, and sends no cookie of one.
    private static bool IsOfThisSite(HttpRequest request)
    {
        var site = request.Headers["Sec-Fetch-Site"].ToString();
        if (site.Length > 0)
            return site is "same-origin" or "none";
        var origin = request.Headers.Origin.ToString();
        return origin.Length == 0 || (Uri.TryCreate(origin, UriKind.Absolute, out var from) && from.Authority == request.Host.Value);
    }
}
