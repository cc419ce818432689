"""The desk in the browser: pages over :class:`benmo.desk.service.Desk`. A page is a function of a view model."""
